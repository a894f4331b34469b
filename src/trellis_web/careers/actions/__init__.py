"""What people do about their careers."""

from trellis_web.careers.actions.returns import (
    answer_return,
    carry_out_due,
    end_return,
    offer_return,
)

__all__ = ["answer_return", "carry_out_due", "end_return", "offer_return"]
