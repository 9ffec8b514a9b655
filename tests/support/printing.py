"""What a browser prints: the text of each sheet of A4, and where it stands."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

A4 = {(595, 842), (842, 595)}


@contextmanager
def printed(page) -> Iterator[list["Sheet"]]:
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    yield [Sheet(sheet) for sheet in document]
    document.close()


def letters(text: str) -> str:
    """A text without its breaks; at the end of a line a hyphen of an address is read as one that was put in."""
    return "".join(text.replace("-", "").replace("\ufffe", "").split())


class Sheet:
    """The text of one sheet, and where each piece of it stands: left, bottom, right, top in points."""

    def __init__(self, sheet):
        self.width, self.height = sheet.get_size()
        self.page = page = sheet.get_textpage()
        self.text = page.get_text_range()
        boxes = [page.get_rect(place) for place in range(page.count_rects())]
        self.pieces = [(page.get_text_bounded(*box), box) for box in boxes]

    def beyond(self) -> list[str]:
        """Text that the edge of the sheet cuts off."""
        return [text for text, box in self.pieces if text.strip() and not self.inside(box)]

    def inside(self, box) -> bool:
        left, bottom, right, top = box
        return left >= 0 and bottom >= 0 and right <= self.width and top <= self.height

    def places(self, text: str) -> list[tuple[float, float, float, float]]:
        """The position of the first letter of each occurrence of a text."""
        found, search = [], self.page.search(text)
        while hit := search.get_next():
            found.append(self.page.get_charbox(hit[0]))
        return found

    def has_whole(self, text: str) -> bool:
        if not (found := self.page.search(text).get_next()):
            return False
        start, count = found
        return all(self.inside(self.page.get_charbox(place)) for place in range(start, start + count))
