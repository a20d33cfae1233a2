"""The door that the web server knocks at."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
application = get_wsgi_application()

# What is loaded now stays as long as the process: the collector need not look through it again and again.
# A request makes tens of thousands of things, gone when it is answered: looked through every 700, they
# cost a workbook a quarter of its time.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
