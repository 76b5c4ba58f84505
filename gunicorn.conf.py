"""What `gunicorn burgerkracht.wsgi` reads by itself from the folder it is started in."""

from burgerkracht.handover import take_over
from burgerkracht.server import CHOICES, forget_counts, hang_up_on_silence

globals().update(CHOICES)
when_ready = hang_up_on_silence
post_worker_init = take_over
on_exit = forget_counts
