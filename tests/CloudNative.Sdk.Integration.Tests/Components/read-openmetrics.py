"""read-openmetrics.py PACKAGES PAGE RESULT

Reads PAGE with the reference OpenMetrics parser and writes each sample to RESULT as one line of JSON. Exit code 1 with the reason where it refuses the page.
"""
import json
import sys

sys.path.insert(0, sys.argv[1])
from prometheus_client.openmetrics.parser import text_fd_to_metric_families  # noqa: E402

try:
    with open(sys.argv[2], encoding="utf-8", newline="\n") as page, open(sys.argv[3], "w", encoding="utf-8") as result:
        for family in text_fd_to_metric_families(page):
            for sample in family.samples:
                exemplar = sample.exemplar and {"labels": sample.exemplar.labels, "value": repr(sample.exemplar.value)}
                json.dump(
                    {
                        "type": family.type,
                        "unit": family.unit,
                        "help": family.documentation,
                        "name": sample.name,
                        "labels": sample.labels,
                        "value": repr(float(sample.value)),
                        "exemplar": exemplar,
                    },
                    result,
                )
                result.write("\n")
except ValueError as error:
    print(error)
    sys.exit(1)
