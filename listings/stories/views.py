"""Stories for everyone to read, and the pages on which staff keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

from listings.stories import operations, presenters, queries, rules
from listings.stories.forms import StoryForm
from marketplace.kernel import clock
from marketplace.kernel.access import SITE_STAFF, public, requires
from marketplace.kernel.errors import DomainError
from marketplace.kernel.forms import PressForm
from marketplace.kernel.session import commits, db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from listings.stories.models import Story

bp = Blueprint("stories", __name__)


@bp.get("/stories")
@public
def every() -> str:
    """Show the stories, newest first (row A30)."""
    last = max(1, -(-queries.count_live(db()) // queries.PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    stories = queries.live_stories(db(), page=page)
    return render_template("listings/stories/list.html", stories=stories, page=page, last=last, words=presenters)


@bp.get("/stories/<int:story_id>")
@public
def show(story_id: int) -> str:
    """Show one story, its video's words, and the listings it is about."""
    story = queries.live_story(db(), story_id=story_id)
    about = queries.listings_of(db(), story=story)
    return render_template("listings/stories/show.html", story=story, about=about, words=presenters)


@bp.get("/admin/stories")
@requires(SITE_STAFF)
def kept() -> str:
    """Show every story and how it stands."""
    return render_template("listings/stories/kept.html", stories=queries.every_story(db()), words=presenters)


@bp.route("/admin/stories/new", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def new() -> ResponseReturnValue:
    """Add a story; it waits."""
    form = StoryForm()
    story = _saved(form, None) if form.validate_on_submit() else None
    if story is None:
        return render_template("listings/stories/edit.html", form=form, story=None), 422 if form.errors else 200
    flash("Saved. Read it once more, then show it.", "success")
    return redirect(f"/admin/stories/{story.id}", 303)


@bp.route("/admin/stories/<int:story_id>", methods=["GET", "POST"])
@requires(SITE_STAFF)
@commits
def edit(story_id: int) -> ResponseReturnValue:
    """Show one story to staff; change it. One that was shown waits again."""
    story = queries.any_story(db(), story_id=story_id)
    form = StoryForm(obj=story)
    if not form.is_submitted():
        form.about.data = "\n".join(str(number) for number in story.listing_ids)
    if not form.validate_on_submit() or _saved(form, story) is None:
        page, code = "listings/stories/edit.html", 422 if form.errors else 200
        return render_template(page, form=form, story=story, press=PressForm(), words=presenters), code
    flash("Saved. It is not shown until you show it.", "success")
    return redirect(f"/admin/stories/{story_id}", 303)


@bp.post("/admin/stories/<int:story_id>/live")
@requires(SITE_STAFF)
@commits
def live(story_id: int) -> ResponseReturnValue:
    """Show a story to everyone."""
    story = queries.any_story(db(), story_id=story_id)
    if PressForm().validate_on_submit():
        operations.put_live(db(), story=story, by_id=current_user.id, at=clock.now())
        flash("Everyone can read it now.", "success")
    return redirect(f"/admin/stories/{story_id}", 303)


@bp.post("/admin/stories/<int:story_id>/withdraw")
@requires(SITE_STAFF)
@commits
def withdraw(story_id: int) -> ResponseReturnValue:
    """Take a story back."""
    story = queries.any_story(db(), story_id=story_id)
    if PressForm().validate_on_submit():
        operations.withdraw(db(), story=story, by_id=current_user.id, at=clock.now())
        flash("It is not shown any more. To show it again, ask its teller first.", "success")
    return redirect(f"/admin/stories/{story_id}", 303)


def _saved(form: StoryForm, story: Story | None) -> Story | None:
    """Save what was written; a problem is said on the form, which keeps what was typed."""
    told = operations.Told(
        title=form.title.data or "", first_name=form.first_name.data or "", words=form.words.data or "",
        changed_name=bool(form.changed_name.data), said_yes_on=form.said_yes_on.data,
        video_url=form.video_url.data or "", transcript=form.transcript.data or "",
        listing_ids=rules.listing_numbers(form.about.data or ""),
    )  # fmt: skip
    try:
        if story is None:
            key = form.submit_key.data or ""
            return operations.add_story(db(), told=told, by_id=current_user.id, at=clock.now(), submit_key=key)
        operations.change(db(), story=story, told=told, by_id=current_user.id, at=clock.now())
    except DomainError as error:
        form.form_errors.append(error.sentence)
        return None
    return story
