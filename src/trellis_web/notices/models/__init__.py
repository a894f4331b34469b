"""What goes out of the house, and what runs by itself.

Mail   one letter to one person, kept until it is sent
"""

from trellis_web.notices.models.mail import Mail

__all__ = ["Mail"]
