"""Stories: articles on the same event, and one of these stories with its articles side by side."""

from dataclasses import replace

from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard, Slot
from pages.frame import open_page
from pages.stories_address import story_in_address
from pages.stories_compared import compare_the_rest
from pages.stories_list import no_story_yet, stories_listed, stories_numbers
from pages.story_making import offer_making
from pages.story_page import story_page
from words import say

STORIES = Dashboard(
    name="stories",
    page="stories.py",
    title=say("stories.title"),
    method=say("stories.method"),
    numbers=stories_numbers,
    slots=(Slot("list", stories_listed),),
    behind=False,
)


def page() -> None:
    """Draw the page."""
    visit = open_page()
    wanted = story_in_address()
    if wanted is not None:
        story_page(visit, wanted)
        return
    asked = open_dashboard(STORIES, visit)
    left = compare_the_rest(visit)
    # What was stored for comparing is no event: what was counted before it is not shown after it.
    asked = replace(asked, at=(asked.at, left))
    if no_story_yet(visit, asked):
        offer_making(visit, asked)
        return
    offer_making(visit, asked)
    fill_dashboard(STORIES, asked)


page()
