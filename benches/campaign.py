"""A campaign with as many communes as wanted: `campaign.py NUMBER FOLDER`.

The definition is that of Hà Nội, letter for letter, except that the period expects the communes only.
126 communes are those of Hà Nội, 3,321 those of the country, and what is beyond is made up.
"""

import csv
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT_IN = HERE.parent / "templates-xlsx" / "hanoi-2025"
COMMUNES = HERE.parent / "data" / "communes.csv"


def communes(number):
    """Code, name and kind of so many communes."""
    with open(COMMUNES, encoding="utf-8-sig", newline="") as file:
        known = [(row["code"], row["full_name"], row["kind"]) for row in csv.DictReader(file)]
    # The list begins with Hà Nội, which has as many as the smallest size wants.
    yield from known[:number]
    for index in range(len(known), number):
        yield f"X{index:05}", f"Xã Số {index}", "xã"


def main(number, folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BUILT_IN, folder)
    with open(BUILT_IN / "units.csv", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        fields = reader.fieldnames
        others = [row for row in reader if not row["groups"].startswith("commune")]
        others = [{**row, "predecessors": ""} for row in others]
    with open(folder / "units.csv", "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fields, restval="")
        writer.writeheader()
        for code, name, kind in communes(number):
            groups = "commune;state-agency"
            writer.writerow({"code": code, "name": name, "kind": kind, "groups": groups})
        writer.writerows(others)
    definition = folder / "campaign.toml"
    text = definition.read_text(encoding="utf-8")
    text = re.sub(r"^expected = .*$", 'expected = ["@commune"]', text, flags=re.MULTILINE)
    definition.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
