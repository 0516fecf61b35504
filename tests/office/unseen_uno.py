"""Hides and merges cells of a return as a clerk does in LibreOffice, through its API.

    unseen_uno.py RETURN OUT

RETURN is an .xlsx with a sheet "Biểu 2"; the results are written to the folder OUT in three formats. Runs
with the Python that has `uno`, over a pipe, with a profile of its own.
"""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table.TableOrientation import ROWS

FORMATS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


def rows(sheet):
    sheet.Rows.getByIndex(8).IsVisible = False


def columns(sheet):
    sheet.Columns.getByIndex(5).IsVisible = False


def outline(sheet):
    """Two rows as a group, and the group closed."""
    area = sheet.getCellRangeByName("A9:A10").RangeAddress
    sheet.group(area, ROWS)
    sheet.hideDetail(area)


def tab(sheet):
    sheet.IsVisible = False


def merged(sheet):
    """What the second cell holds is taken away, as the dialogue offers."""
    sheet.getCellRangeByName("F10").String = ""
    sheet.getCellRangeByName("F9:F10").merge(True)


def kept(sheet):
    """What the second cell holds stays in it, unseen."""
    sheet.getCellRangeByName("F9:F10").merge(True)


def open_file(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    pipe = "unseen" + "".join(filter(str.isalnum, str(out)))[-24:]
    command = ["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless"]
    command += ["--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # noqa: BLE001  (not listening yet)
            time.sleep(0.2)
    desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    for change in (rows, columns, outline, tab, merged, kept):
        url = uno.systemPathToFileUrl(str(source))
        document = desktop.loadComponentFromURL(url, "_blank", 0, open_file(Hidden=True))
        sheet = document.Sheets.getByName("Biểu 2")
        sheet.unprotect("")
        change(sheet)
        for extension, filter_name in FORMATS.items():
            url = uno.systemPathToFileUrl(str(out / f"{change.__name__}.{extension}"))
            document.storeToURL(url, open_file(FilterName=filter_name))
        document.close(False)
    try:
        desktop.terminate()
    except Exception:  # noqa: BLE001  (the pipe breaks as it goes)
        pass
    process.wait(60)


main()
