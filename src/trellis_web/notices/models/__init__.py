"""What goes out of the house, and what runs by itself.

Mail       one letter to one person, kept until it is sent
Job        work in the background that somebody waits for
TimerRun   when a timer last ran
Wish       whether somebody wants reminders
"""

from trellis_web.notices.models.jobs import Job, TimerRun
from trellis_web.notices.models.mail import Mail
from trellis_web.notices.models.wishes import Wish

__all__ = ["Job", "Mail", "TimerRun", "Wish"]
