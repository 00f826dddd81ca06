"""What a person fills in to join, and a group to answer."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from marketplace.brokerage.joining.presenters import ANSWERS, parts_for
from marketplace.kernel.forms import Form, SubmitKeyField


class JoinForm(Form):
    """To be helped, to help, or both; and a few words."""

    part = RadioField("What would you like?", choices=[], validators=[InputRequired("Choose what you would like.")])
    words = TextAreaField(
        "Is there something you would like them to know?",
        [Length(max=1000, message="Use 1,000 letters at most.")],
        description="You can write as little as you like. Only they will read it.",
    )
    when_words = StringField(
        "Which days and times suit you?", [Length(max=200, message="Use 200 letters at most.")],
        description="For example: weekday mornings. You can leave it out.",
    )  # fmt: skip
    submit_key = SubmitKeyField()

    def offer(self, kind: str) -> None:
        """Ask in the words of this kind of listing."""
        self.part.choices = parts_for(kind)


class AnswerForm(Form):
    """A group's answer."""

    answer = RadioField("Your answer", choices=list(ANSWERS.items()), validators=[InputRequired("Choose your answer.")])
    note = TextAreaField(
        "A few words to them", [Length(max=1000, message="Use 1,000 letters at most.")],
        description="Say when and where, or how long they may wait. If it is no, say why.",
    )  # fmt: skip

    def validate_note(self, field: TextAreaField) -> None:
        """Ask for words with a no, and with a wait."""
        if self.answer.data in {"declined", "waiting"} and not field.data:
            raise ValidationError("Say why, or about how long, in a few plain words.")
