"""Workbooks we write: the template, the result in a copy of the clerk's own workbook, the rows to be mended.

files · marks · cells · parts · splice   how a workbook is written
template · problems · result     what is written;  result = lines (four columns) + addsheet (overview)
rebuilt                          a new workbook of rows as read
"""

from app.text import escaped
from app.workbooks.problems import write_problem_rows
from app.workbooks.result import ListResult, Made, Wanted, own_copy, write_result, write_result_without_source
from app.workbooks.template import TEMPLATE_FIELDS, template, write_people

__all__ = [
    "TEMPLATE_FIELDS",
    "ListResult",
    "Made",
    "Wanted",
    "escaped",
    "own_copy",
    "template",
    "write_people",
    "write_problem_rows",
    "write_result",
    "write_result_without_source",
]
