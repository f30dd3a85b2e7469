# What a walk-through of a blue-green switch needs of a platform, for processes behind HAProxy: source it in bash.
# Ports and files can be set before; a platform has its own ways to do the same.
export ADMIN=${ADMIN:-9099} FRONT=${FRONT:-8090} BLUE=${BLUE:-5101} BLUE_OPS=${BLUE_OPS:-6101} GREEN=${GREEN:-5102} GREEN_OPS=${GREEN_OPS:-6102}
export MAP=${MAP:-$PWD/out/serving.map}

# proxy: starts HAProxy with blue as the colour that serves.
proxy() {
  echo 'serving blue' > "$MAP"
  haproxy -db -f samples/Rollout/haproxy.cfg > out/haproxy.log 2>&1 &
  echo $! > out/haproxy.pid
  until [ -n "$(admin 'show info' 2> /dev/null)" ]; do sleep 0.1; done
}

# admin COMMAND: tells a running HAProxy something, and prints its answer.
admin() {
  exec 3<> "/dev/tcp/127.0.0.1/$ADMIN" && echo "$1" >&3 && cat <&3
  exec 3>&-
}

# start COLOUR RELEASE: starts a published release as one of the colours.
start() {
  local port=$BLUE ops=$BLUE_OPS
  if [ "$1" = green ]; then port=$GREEN ops=$GREEN_OPS; fi
  (cd "out/$2" && exec dotnet Shop.Catalog.dll --urls "http://127.0.0.1:$port" "--CloudNative:Ops:Port=$ops") > "out/$1.log" 2>&1 &
  echo $! > "out/$1.pid"
}

# ready COLOUR: waits until HAProxy finds the colour ready.
ready() {
  until admin 'show stat' | grep -q "^$1,$1,.*,UP,"; do sleep 0.2; done
}

# switch_to COLOUR: sends the requests there.
switch_to() {
  admin "set map $MAP serving $1" > /dev/null
  date -u +%Y-%m-%dT%H:%M:%SZ > out/switched
}

# stop COLOUR: ends it as a platform does, and waits until it has drained.
stop() {
  kill -TERM "$(cat "out/$1.pid")"
  while kill -0 "$(cat "out/$1.pid")" 2> /dev/null; do sleep 0.2; done
}

# running: prints what runs, as 'dotnet cloudnative plan --running -' reads it.
running() {
  local serving since='' slots='' colour ops version
  serving=$(admin "show map $MAP" | sed -n 's/.* serving //p')
  if [ -f out/switched ]; then since=", \"since\": \"$(cat out/switched)\""; fi
  for colour in blue green; do
    ops=$BLUE_OPS
    if [ "$colour" = green ]; then ops=$GREEN_OPS; fi
    version=$(curl -fs "http://127.0.0.1:$ops/info" | tr -d '\n' | sed -n 's/.*"version": *"\([^"+]*\).*/\1/p' || true)
    if [ -n "$version" ]; then
      slots="$slots${slots:+, }{\"slot\": \"$colour\", \"version\": \"$version\", \"instances\": 1, \"healthy\": $(curl -fs "http://127.0.0.1:$ops/healthz/ready" > /dev/null && echo 1 || echo 0), \"serves\": $([ "$colour" = "$serving" ] && echo true || echo false)$since}"
    fi
  done
  echo "{\"slots\": [$slots]}"
}

# plan RELEASE: says what is left to do until the release serves.
plan() {
  running | dotnet cloudnative plan "out/$1" --env test --running -
}
