"""The numbers of a native chart, with a workbook in which every text is text.

python-pptx writes the workbook behind a chart with XlsxWriter's defaults, by which a name such as =HYPERLINK(…) becomes
a formula and an address a link. Its writers give no way to choose; what stands in for them is kept here.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

TEXT_IS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _TextWorkbook:
    """Opens the workbook of a chart so that no text in it is taken for a formula, an address or a number."""

    @contextmanager
    def _open_worksheet(self, file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(file, TEXT_IS_TEXT)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _TextCategoryWriter(_TextWorkbook, CategoryWorkbookWriter):  # type: ignore[misc]
    """Of a chart with categories."""


class _TextXyWriter(_TextWorkbook, XyWorkbookWriter):  # type: ignore[misc]
    """Of a chart with points."""


class TextCategoryChartData(CategoryChartData):  # type: ignore[misc]
    """Series over categories."""

    @property
    def _workbook_writer(self) -> Any:
        return _TextCategoryWriter(self)


class TextXyChartData(XyChartData):  # type: ignore[misc]
    """Series of points."""

    @property
    def _workbook_writer(self) -> Any:
        return _TextXyWriter(self)
