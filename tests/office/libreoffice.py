"""LibreOffice without a window, driven through its API over a pipe, with a profile of its own. Runs with
the Python that has `uno`."""

import subprocess
import time

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class Office:
    """A running LibreOffice without a window."""

    def __init__(self, home):
        pipe = "bdhvs" + "".join(filter(str.isalnum, str(home)))[-24:]
        self.process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{home}/profile-uno",
                "--headless",
                "--norestore",
                "--nologo",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(600):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # noqa: BLE001  (not listening yet)
                time.sleep(0.2)
        self.context = context
        self.desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")

    def load(self, path):
        url = uno.systemPathToFileUrl(str(path))
        return self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))

    def new(self):
        url = "private:factory/scalc"
        return self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:  # noqa: BLE001  (the pipe breaks as it goes)
            pass
        self.process.wait(60)
