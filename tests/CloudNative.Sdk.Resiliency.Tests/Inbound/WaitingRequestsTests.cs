using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class WaitingRequestsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WaitingRequests _waiting;
    private int _places;

    public WaitingRequestsTests() => _waiting = new WaitingRequests(TimeSpan.FromMilliseconds(50), _time, _ => TryTake());

    [Fact]
    public async Task Critical_requests_come_first_and_the_others_in_their_order()
    {
        var first = _waiting.WaitAsync(RequestPriority.Default, most: 10);
        var second = _waiting.WaitAsync(RequestPriority.Default, most: 10);
        var critical = _waiting.WaitAsync(RequestPriority.Critical, most: 10);

        Free(1);
        Assert.True(await critical);
        Free(1);
        Assert.True(await first);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Each_waits_for_the_same_time_at_most()
    {
        var first = _waiting.WaitAsync(RequestPriority.Default, most: 10);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        var second = _waiting.WaitAsync(RequestPriority.Critical, most: 10);

        _time.Advance(TimeSpan.FromMilliseconds(25));
        Assert.False(await first);
        Assert.Equal(1, _waiting.Count);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.False(await second);
        Assert.Equal(0, _waiting.Count);
    }

    [Fact]
    public async Task No_more_wait_than_there_are_places()
    {
        var first = _waiting.WaitAsync(RequestPriority.Default, most: 1);

        Assert.False(await _waiting.WaitAsync(RequestPriority.Critical, most: 1));
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task A_place_that_is_free_already_is_taken_at_once()
    {
        _places = 1;

        Assert.True(await _waiting.WaitAsync(RequestPriority.Default, most: 1));
    }

    [Fact]
    public async Task The_end_of_the_server_ends_the_wait()
    {
        var waiting = _waiting.WaitAsync(RequestPriority.Default, most: 1);

        _waiting.Dispose();

        Assert.False(await waiting);
        Assert.False(await _waiting.WaitAsync(RequestPriority.Default, most: 1));
    }

    public void Dispose() => _waiting.Dispose();

    private bool TryTake()
    {
        if (_places == 0)
        {
            return false;
        }

        _places--;
        return true;
    }

    private void Free(int places)
    {
        _places += places;
        _waiting.PlaceFree();
    }
}
