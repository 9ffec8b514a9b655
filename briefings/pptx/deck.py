"""A briefing as .pptx: 16:9, a title, one message, the figure, its source; notes for the speaker.

Charts that PowerPoint can hold (`chart_model`) are editable, with their numbers in a sheet behind them; others, and
maps, are pictures with an alternative text. Tables are tables, on several slides where they are long.
"""

import io
from collections.abc import Mapping, Sequence
from typing import IO, Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu

from briefings import style, table_layout, text_layout
from briefings.briefing import Briefing, Slide
from briefings.chart_images import Picture, Pictures
from briefings.chart_pagination import split_chart
from briefings.pptx import charts, shapes
from briefings.pptx.chart_model import describe_chart
from briefings.pptx.slide_texts import format_minutes, shorten_source, source_rows, speaker_notes
from briefings.style import Box
from i18n.translator import Words

COVER = Box(160, 300, 1600, 320)


def make(briefing: Briefing, pictures: Pictures, out: IO[bytes]) -> dict[int, str]:
    """Write the presentation. Returns why a figure is missing, by the place of its slide in `briefing.ordered`."""
    return _Deck(briefing, pictures).write(out)


class _Deck:
    """The presentation that is being made."""

    def __init__(self, briefing: Briefing, pictures: Pictures):
        self.briefing, self.pictures, self.texts = briefing, pictures, Words(briefing.language).section("kit")
        self.problems: dict[int, str] = {}
        self.deck: Any = Presentation()
        self.deck.slide_width, self.deck.slide_height = (
            Emu(shapes.EMU * style.WIDTH),
            Emu(shapes.EMU * style.HEIGHT),
        )
        about = self.deck.core_properties
        about.title, about.author, about.language = briefing.title, briefing.author, briefing.language
        about.subject, about.comments, about.keywords = briefing.occasion, "", ""
        shapes.set_theme(self.deck)

    def write(self, out: IO[bytes]) -> dict[int, str]:
        self._add_cover()
        self._add_agenda()
        shown = list(enumerate(self.briefing.ordered))
        main = len(self.briefing.main)
        for place, slide in shown[:main]:
            self._add_slide(place, slide)
        if shown[main:]:
            self._add_divider(self.texts("appendix"))
        for place, slide in shown[main:]:
            self._add_slide(place, slide)
        self._add_sources()
        self.deck.save(out)
        return self.problems

    # --- the slides that every briefing has ---

    def _add_cover(self) -> None:
        briefing, texts = self.briefing, self.texts
        page = self._add_cover_page(briefing.title)
        meeting = " · ".join(filter(None, [briefing.occasion, briefing.place, texts.iso_date(briefing.day)]))
        made = texts("made", date=texts.iso_date(briefing.made)) if briefing.made else ""
        self._add_text(page, Box(160, 660, 1600, 180), [*filter(None, [meeting, briefing.author])], 40, style.PAPER)
        self._add_text(page, style.SOURCE, [made], style.SIZES["source"], style.PAPER)
        shapes.add_rule(page, Box(120, COVER.top, 6, 840 - COVER.top), style.PAPER)

    def _add_agenda(self) -> None:
        main = self.briefing.main
        if len(main) < 2:
            return
        total = self.texts("minutes", count=format_minutes(sum(slide.minutes for slide in main), self.texts))
        title, rows = (
            f"{self.texts('agenda')} · {total}",
            [["000", s.title, self._slide_minutes(s)] for s in main],
        )
        _, parts = self._lay_out_table(title, "", {"head": ["", "", ""], "rows": rows})
        # The number of the slide: cover and agenda come first, and long tables take several.
        at = 2 + len(parts)
        for row, slide in zip(rows, main, strict=True):
            row[0], at = str(at), at + self._count_pages(slide)
        self._add_table(title, {"head": ["", "", ""], "rows": rows}, headed=False)

    def _count_pages(self, slide: Slide) -> int:
        if slide.kind == "chart":
            parts = len(split_chart(slide.content["figure"]))
            # An editable chart is not split.
            return parts if parts > 1 and isinstance(describe_chart(slide.content["figure"]), str) else 1
        if slide.kind != "table":
            return 1
        return len(self._lay_out_table(slide.title, slide.says, slide.content, slide.compared)[1])

    def _lay_out_table(
        self, title: str, says: str, content: Mapping[str, Any], compared: str = ""
    ) -> tuple[text_layout.HeadLayout, list[table_layout.TablePart]]:
        """The head of the slides of a table and its parts; the number of a part may make the title one line longer."""
        head = text_layout.lay_out_head(title, says, compared)
        parts = table_layout.split_table(content, head.figure)
        if len(parts) > 1:
            head = text_layout.lay_out_head(self._part_title(title, len(parts), len(parts)), says, compared)
            parts = table_layout.split_table(content, head.figure)
        return head, parts

    def _slide_minutes(self, slide: Slide) -> str:
        return self.texts("minutes", count=format_minutes(slide.minutes, self.texts)) if slide.minutes else ""

    def _add_divider(self, title: str) -> None:
        page = self._add_cover_page(title)
        shapes.add_rule(page, Box(120, COVER.top, 6, COVER.height), style.PAPER)
        shapes.add_slide_number(page, "", len(self.deck.slides), self.briefing.language, style.PAPER)

    def _add_sources(self) -> None:
        rows = source_rows(self.briefing, self.texts)
        licences = dict.fromkeys(one for slide in self.briefing.ordered for one in slide.licences)
        if rows:
            head = [self.texts("source"), self.texts("date"), self.texts("used_in")]
            self._add_table(self.texts("sources"), {"head": head, "rows": rows})
        if licences:
            self._add_table(
                self.texts("licences"), {"head": [self.texts("licences")], "rows": [[one] for one in licences]}
            )

    # --- one slide of the briefing ---

    def _add_slide(self, place: int, slide: Slide) -> None:
        head = text_layout.lay_out_head(slide.title, slide.says, slide.compared)
        note = speaker_notes(slide, head)
        if slide.kind == "table":
            self._add_table(slide.title, slide.content, slide=slide, note=note)
            return
        if slide.kind == "words":
            page = self._add_page(slide.title, head.title, head.title_size)
            self._add_surroundings(page, slide, head, note)
            self._add_text(page, head.figure, slide.content["paragraphs"], 34, style.INK, shrink=True)
            return
        count = self._count_pages(slide)
        for part in range(count):
            title = self._part_title(slide.title, part + 1, count)
            head = text_layout.lay_out_head(title, slide.says, slide.compared)
            page = self._add_page(title, head.title, head.title_size)
            self._add_surroundings(page, slide, head, "" if part else note)
            try:
                self._add_figure(page, place, slide, part, head.figure)
            except Exception as error:  # numbers from a file may be anything; the other slides go on
                self._add_failure(page, place, head.figure, f"{type(error).__name__}: {error}"[:300])

    def _part_title(self, title: str, number: int, of: int) -> str:
        return title if of == 1 else self.texts("continued", title=title, number=number, of=of)

    def _add_figure(self, page: Any, place: int, slide: Slide, part: int, box: Box) -> None:
        if slide.kind == "chart":
            chart = describe_chart(slide.content["figure"])
            if not isinstance(chart, str):
                frame = charts.add_chart(page, chart, shapes.emu(box), self.briefing.language)
                shapes.set_alt_text(frame, slide.title, slide.alt or slide.says)
                return
        picture = next(iter(self.pictures.get(place, [])[part : part + 1]), Picture(why="?"))
        if not picture.png:
            self._add_failure(page, place, box, picture.why)
            return
        # The box of the picture has the proportions of the stage's figure, whatever the title took.
        picture_box = text_layout.fit_box(box, style.FIGURE.width, style.FIGURE.height)
        shape = page.shapes.add_picture(io.BytesIO(picture.png), *shapes.emu(picture_box))
        shapes.set_alt_text(shape, slide.title, slide.alt or slide.says)

    def _add_failure(self, page: Any, place: int, box: Box, why: str) -> None:
        self.problems[place] = why
        texts = [self.texts("failed"), self.texts("failed_why", why=why), self.texts("failed_rest")]
        self._add_text(page, box, texts, 34, style.WARNING)

    def _add_surroundings(self, page: Any, slide: Slide | None, head: text_layout.HeadLayout, note: str) -> None:
        """Add message, source, date, number and notes."""
        if slide:
            if head.says_text:
                self._add_text(page, head.says, [head.says_text], head.says_size, style.ACCENT)
            if head.compared_text:
                self._add_text(page, head.compared, [head.compared_text], style.SMALLEST["says"], style.INK)
            self._add_text(page, style.SOURCE, [shorten_source(slide.source)], style.SIZES["source"], style.MUTED)
        shapes.add_rule(page, Box(style.TITLE.left - 20, head.title.top, 6, _head_height(head)), style.ACCENT)
        shapes.add_rule(page, Box(style.SOURCE.left, style.SOURCE.top - 6, style.TITLE.width, 2), style.LINE)
        dated = self.texts("dated", date=self.texts.iso_date(slide.date)) if slide and slide.date else ""
        self._add_number(page, dated)
        if note:
            page.notes_slide.notes_text_frame.text = note

    # --- parts ---

    def _add_cover_page(self, title: str) -> Any:
        """A page on the colour of the cover, as on the screen."""
        page = self._add_page(title, COVER, style.SIZES["cover"], anchor=MSO_ANCHOR.BOTTOM, colour=style.PAPER)
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = shapes.rgb(style.ACCENT)
        return page

    def _add_page(
        self, title: str, box: Box, size: float, anchor: Any = MSO_ANCHOR.TOP, colour: str = style.INK
    ) -> Any:
        page = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        shape = page.shapes.title
        shape.left, shape.top, shape.width, shape.height = shapes.emu(box)
        shapes.write(shape.text_frame, [title], size, colour, bold=True, anchor=anchor)
        return page

    def _add_text(
        self, page: Any, box: Box, texts: Sequence[str], size: float, colour: str, *, shrink: bool = False
    ) -> None:
        if shrink:
            size = text_layout.largest_text_size(texts, box, (size, 30, style.SMALLEST["says"], 26, 24))
        shape = page.shapes.add_textbox(*shapes.emu(box))
        shapes.write(shape.text_frame, texts, size, colour, space_after=size * 0.6 if len(texts) > 1 else 0)

    def _add_number(self, page: Any, dated: str = "") -> None:
        shapes.add_slide_number(page, dated, len(self.deck.slides), self.briefing.language)

    def _add_table(
        self,
        title: str,
        content: Mapping[str, Any],
        *,
        slide: Slide | None = None,
        note: str = "",
        headed: bool = True,
    ) -> None:
        head, parts = self._lay_out_table(title, slide.says if slide else "", content, slide.compared if slide else "")
        for number, part in enumerate(parts, 1):
            page = self._add_page(self._part_title(title, number, len(parts)), head.title, head.title_size)
            self._add_surroundings(page, slide, head, note if number == 1 else "")
            shapes.add_table(page, part, head.figure, headed, slide.alt or title if slide else title)


def _head_height(head: text_layout.HeadLayout) -> int:
    """The height of the head of a slide: title, message and comparability."""
    end = head.compared if head.compared_text else head.says if head.says_text else head.title
    return end.top + end.height - head.title.top - 4
