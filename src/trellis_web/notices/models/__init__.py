"""What goes out of the house, and what runs by itself.

ChatRoom     a room of the organisation's chat
CalendarLink  the address of a person's calendar
ChatMessage  one text for one room
Mail       one letter to one person, kept until it is sent
Job        work in the background that somebody waits for
TimerRun   when a timer last ran
Wish       whether somebody wants reminders
"""

from trellis_web.notices.models.calendars import CalendarLink
from trellis_web.notices.models.chat import ChatMessage, ChatRoom
from trellis_web.notices.models.jobs import Job, TimerRun
from trellis_web.notices.models.mail import Mail
from trellis_web.notices.models.wishes import Wish

__all__ = ["CalendarLink", "ChatMessage", "ChatRoom", "Job", "Mail", "TimerRun", "Wish"]
