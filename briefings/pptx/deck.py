"""A briefing as .pptx: 16:9, a title, one message, the figure, its source; notes for who speaks.

Charts that PowerPoint can hold are charts (`native`), with the numbers in a sheet behind them; others, and maps, are
pictures with their text for whoever cannot see them. Tables are tables, over more slides where they are long.
"""

import io
from collections.abc import Mapping, Sequence
from typing import IO, Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu

from briefings import style, text_layout
from briefings.briefing import Briefing, Slide
from briefings.chart_images import Picture, Pictures
from briefings.chart_pagination import split_chart
from briefings.pptx import charts, shapes
from briefings.pptx.chart_model import describe_chart
from briefings.style import Box
from charts.static_map import FAMILY
from charts.static_map_legend import lines
from i18n.translator import Words

COVER = Box(160, 300, 1600, 320)


def make(briefing: Briefing, pictures: Pictures, out: IO[bytes]) -> dict[int, str]:
    """Write the presentation; gives the slides (by place in `briefing.ordered`) whose figure is not in it, and why."""
    return _Deck(briefing, pictures).write(out)


class _Deck:
    """One presentation in the making."""

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
        shapes.theme(self.deck)

    def write(self, out: IO[bytes]) -> dict[int, str]:
        self._cover()
        self._agenda()
        shown = list(enumerate(self.briefing.ordered))
        main = len(self.briefing.main)
        for place, slide in shown[:main]:
            self._slide(place, slide)
        if shown[main:]:
            self._divider(self.texts("appendix"))
        for place, slide in shown[main:]:
            self._slide(place, slide)
        self._sources()
        self.deck.save(out)
        return self.problems

    # --- the slides that every briefing has ---

    def _cover(self) -> None:
        briefing, texts = self.briefing, self.texts
        page = self._page(briefing.title, COVER, style.SIZES["cover"], anchor=MSO_ANCHOR.BOTTOM, colour=style.PAPER)
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = shapes.rgb(style.ACCENT)
        meeting = " · ".join(filter(None, [briefing.occasion, briefing.place, texts.iso_date(briefing.day)]))
        made = texts("made", date=texts.iso_date(briefing.made)) if briefing.made else ""
        self._text(page, Box(160, 660, 1600, 180), [*filter(None, [meeting, briefing.author])], 40, style.PAPER)
        self._text(page, style.SOURCE, [made], style.SIZES["source"], style.PAPER)
        shapes.bar(page, Box(120, COVER.top, 6, 840 - COVER.top), style.PAPER)

    def _agenda(self) -> None:
        main = self.briefing.main
        if len(main) < 2:
            return
        total = self.texts("minutes", count=_minutes(sum(slide.minutes for slide in main), self.texts))
        title, rows = f"{self.texts('agenda')} · {total}", [["000", s.title, self._minutes(s)] for s in main]
        _, parts = self._sheets(title, "", {"head": ["", "", ""], "rows": rows})
        # The number that jumps to the slide: the cover and this agenda come first, long tables take more than one.
        at = 2 + len(parts)
        for row, slide in zip(rows, main, strict=True):
            row[0], at = str(at), at + self._pages(slide)
        self._tables(title, {"head": ["", "", ""], "rows": rows}, headed=False)

    def _pages(self, slide: Slide) -> int:
        if slide.kind == "chart":
            parts = len(split_chart(slide.content["figure"]))
            # What PowerPoint draws itself is one chart, that can be edited as one.
            return parts if parts > 1 and isinstance(describe_chart(slide.content["figure"]), str) else 1
        if slide.kind != "table":
            return 1
        return len(self._sheets(slide.title, slide.says, slide.content, slide.compared)[1])

    def _sheets(
        self, title: str, says: str, content: Mapping[str, Any], compared: str = ""
    ) -> tuple[text_layout.Fitted, list[text_layout.Sheet]]:
        """The head of the slides of a table and its parts: the number of a part may make the title a line longer."""
        fitted = text_layout.fit(title, says, compared)
        parts = text_layout.sheets(content, fitted.figure)
        if len(parts) > 1:
            fitted = text_layout.fit(self._numbered(title, len(parts), len(parts)), says, compared)
            parts = text_layout.sheets(content, fitted.figure)
        return fitted, parts

    def _minutes(self, slide: Slide) -> str:
        return self.texts("minutes", count=_minutes(slide.minutes, self.texts)) if slide.minutes else ""

    def _divider(self, title: str) -> None:
        page = self._page(title, COVER, style.SIZES["cover"], anchor=MSO_ANCHOR.BOTTOM)
        shapes.bar(page, Box(120, COVER.top, 6, COVER.height), style.ACCENT)
        self._number(page)

    def _sources(self) -> None:
        told: dict[tuple[str, str], list[str]] = {}
        for slide in self.briefing.ordered:
            if slide.source:
                told.setdefault((slide.source, slide.date), []).append(slide.title)
        rows = [
            [source, self.texts.iso_date(date), "; ".join(dict.fromkeys(of))] for (source, date), of in told.items()
        ]
        licences = dict.fromkeys(one for slide in self.briefing.ordered for one in slide.licences)
        if rows:
            head = [self.texts("source"), self.texts("date"), self.texts("used_in")]
            self._tables(self.texts("sources"), {"head": head, "rows": rows})
        if licences:
            self._tables(
                self.texts("licences"), {"head": [self.texts("licences")], "rows": [[one] for one in licences]}
            )

    # --- one slide of the briefing ---

    def _slide(self, place: int, slide: Slide) -> None:
        fitted = text_layout.fit(slide.title, slide.says, slide.compared)
        note = self._note(slide, fitted)
        if slide.kind == "table":
            self._tables(slide.title, slide.content, slide=slide, note=note)
            return
        if slide.kind == "words":
            page = self._page(slide.title, fitted.title, fitted.title_size)
            self._around(page, slide, fitted, note)
            self._text(page, fitted.figure, slide.content["paragraphs"], 34, style.INK, shrink=True)
            return
        count = self._pages(slide)
        for part in range(count):
            title = self._numbered(slide.title, part + 1, count)
            fitted = text_layout.fit(title, slide.says, slide.compared)
            page = self._page(title, fitted.title, fitted.title_size)
            self._around(page, slide, fitted, "" if part else note)
            try:
                self._figure(page, place, slide, part, fitted.figure)
            except Exception as error:  # numbers from a file may be anything; the other slides go on
                self._failed(page, place, fitted.figure, f"{type(error).__name__}: {error}"[:300])

    def _numbered(self, title: str, number: int, of: int) -> str:
        return title if of == 1 else self.texts("continued", title=title, number=number, of=of)

    def _figure(self, page: Any, place: int, slide: Slide, part: int, box: Box) -> None:
        if slide.kind == "chart":
            chart = describe_chart(slide.content["figure"])
            if not isinstance(chart, str):
                drawn = charts.add(page, chart, shapes.emu(box), self.briefing.language)
                shapes.describe(drawn, slide.title, slide.alt or slide.says)
                return
        picture = next(iter(self.pictures.get(place, [])[part : part + 1]), Picture(why="?"))
        if not picture.png:
            self._failed(page, place, box, picture.why)
            return
        # The box of the picture has the proportions of the stage's figure, whatever the title took.
        where = text_layout.fit_box(box, style.FIGURE.width, style.FIGURE.height)
        shape = page.shapes.add_picture(io.BytesIO(picture.png), *shapes.emu(where))
        shapes.describe(shape, slide.title, slide.alt or slide.says)

    def _failed(self, page: Any, place: int, box: Box, why: str) -> None:
        self.problems[place] = why
        texts = [self.texts("failed"), self.texts("failed_why", why=why), self.texts("failed_rest")]
        self._text(page, box, texts, 34, style.WARNING)

    def _note(self, slide: Slide, fitted: text_layout.Fitted) -> str:
        said = slide.says if fitted.said != slide.says else ""
        address = (
            f"{slide.page}?{'&'.join(f'{key}={value}' for key, value in slide.query.items())}" if slide.page else ""
        )
        compared = slide.compared if fitted.reason != slide.compared else ""
        return "\n\n".join(filter(None, [slide.note, said, compared, slide.source, address]))

    def _around(self, page: Any, slide: Slide | None, fitted: text_layout.Fitted, note: str) -> None:
        """Message, source, date, number and notes: what stands around a figure."""
        if slide:
            if fitted.said:
                self._text(page, fitted.says, [fitted.said], fitted.says_size, style.ACCENT)
            if fitted.reason:
                self._text(page, fitted.compared, [fitted.reason], style.SMALLEST["says"], style.INK)
            size, room = style.SIZES["source"], style.SOURCE
            kept = lines(slide.source, room.width - 8, size, FAMILY)
            # Two lines on the slide; the rest, if there is any, stands in the notes and under Sources.
            told = slide.source if len(kept) <= 2 else " ".join(kept[:2])[:-12].rstrip() + " …"
            self._text(page, room, [told], size, style.MUTED)
        shapes.bar(page, Box(style.TITLE.left - 20, fitted.title.top, 6, _tall(fitted)), style.ACCENT)
        shapes.bar(page, Box(style.SOURCE.left, style.SOURCE.top - 6, style.TITLE.width, 2), style.LINE)
        dated = self.texts("dated", date=self.texts.iso_date(slide.date)) if slide and slide.date else ""
        self._number(page, dated)
        if note:
            page.notes_slide.notes_text_frame.text = note

    # --- parts ---

    def _page(self, title: str, box: Box, size: float, anchor: Any = MSO_ANCHOR.TOP, colour: str = style.INK) -> Any:
        page = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        shape = page.shapes.title
        shape.left, shape.top, shape.width, shape.height = shapes.emu(box)
        shapes.write(shape.text_frame, [title], size, colour, bold=True, anchor=anchor)
        return page

    def _text(
        self, page: Any, box: Box, texts: Sequence[str], size: float, colour: str, *, shrink: bool = False
    ) -> None:
        if shrink:
            size = text_layout.shrunk_text(texts, box, (size, 30, style.SMALLEST["says"], 26, 24))
        shape = page.shapes.add_textbox(*shapes.emu(box))
        shapes.write(shape.text_frame, texts, size, colour, apart=size * 0.6 if len(texts) > 1 else 0)

    def _number(self, page: Any, dated: str = "") -> None:
        """The date of the data and the number of the slide; a field, so it stays right when slides are moved."""
        shape = page.shapes.add_textbox(*shapes.emu(style.NUMBER))
        shapes.write(shape.text_frame, [f"{dated}    " if dated else ""], style.SIZES["number"], style.MUTED)
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        run = paragraph._p.makeelement(
            qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
        )
        about = run.makeelement(qn("a:rPr"), {"lang": self.briefing.language, "sz": str(style.SIZES["number"] * 50)})
        text = run.makeelement(qn("a:t"), {})
        text.text = str(len(self.deck.slides))
        run.extend([about, text])
        paragraph._p.append(run)

    def _tables(
        self,
        title: str,
        content: Mapping[str, Any],
        *,
        slide: Slide | None = None,
        note: str = "",
        headed: bool = True,
    ) -> None:
        fitted, parts = self._sheets(title, slide.says if slide else "", content, slide.compared if slide else "")
        for number, part in enumerate(parts, 1):
            page = self._page(self._numbered(title, number, len(parts)), fitted.title, fitted.title_size)
            self._around(page, slide, fitted, note if number == 1 else "")
            shapes.table(page, part, fitted.figure, headed, slide.alt or title if slide else title)


def _tall(fitted: text_layout.Fitted) -> int:
    """How high the head of a slide is: title, message, and whether its figures may be compared."""
    end = fitted.compared if fitted.reason else fitted.says if fitted.said else fitted.title
    return end.top + end.height - fitted.title.top - 4


def _minutes(count: float, texts: Words) -> str:
    return texts.number(count, 0 if float(count).is_integer() else 1)
