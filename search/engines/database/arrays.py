"""Arrays by document that one version of the index hands on to the next.

What is new is written where no version has looked yet, so that most need no copy.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.database import bitmaps
from search.engines.database.bitmaps import Mask, Numbers
from search.engines.database.blocks import KEYS, SORT_KEY, Values

SPARE = 4_096  # documents there is room for beyond those there are
WIDTH = 16  # values in a row of the table
AT_ONCE = 2_048  # rows that are counted: what a processor has at hand


class Shared:
    """An array that is shared by versions until what one of them knows has to change."""

    def __init__(self, array: NDArray[Any], *, own: bool = False) -> None:
        self.array = array
        self._own = own

    def put(self, places: Numbers, values: NDArray[Any], fresh: Mask) -> None:
        """Change places; the version before knows nothing of those that are `fresh`."""
        if not self._own:
            held = self.array[places]
            differ, blank = held != values, held == np.zeros((), held.dtype)
            if held.ndim > 1:
                differ, blank = differ.any(axis=1), blank.all(axis=1)
            # What is not blank an older one may know, or one that was never finished has left.
            if (differ & ~(fresh & blank)).any():
                self.array = self.array.copy()
                self._own = True
            places, values = places[differ], values[differ]
        self.array[places] = values

    def handed_on(self) -> "Shared":
        """The same for the next version."""
        return Shared(self.array)

    def grown(self, at: int, more: int) -> "Shared":
        """A copy with more places."""
        array, end = self.array, at + more
        new = np.zeros((len(array) + more, *array.shape[1:]), array.dtype)
        new[:at], new[end:] = array[:at], array[at:]
        return Shared(new, own=True)


class SortKeys:
    """The sort keys of all documents: an array for each, by its name."""

    def __init__(self) -> None:
        self.documents = 0
        self._columns = {name: Shared(np.zeros(0, SORT_KEY[name])) for name in KEYS}

    def __len__(self) -> int:
        """How many documents there are."""
        return self.documents

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._columns[name].array[: self.documents]

    def following(self, documents: int) -> "SortKeys":
        """The keys of at least as many documents, to be changed."""
        keys = SortKeys()
        keys.documents = documents
        for name, column in self._columns.items():
            room = len(column.array)
            keys._columns[name] = (
                column.handed_on()
                if documents <= room
                else column.grown(room, documents + SPARE - room)
            )
        return keys

    def put(self, documents: Numbers, keys: NDArray[np.void], fresh: Mask) -> None:
        """Give documents other keys."""
        for name, column in self._columns.items():
            column.put(documents, keys[name], fresh)


class Table:
    """Values of all documents, in rows of 16; where these do not do, rows go on elsewhere."""

    def __init__(self) -> None:
        self.room = 0  # for documents: as many rows, then those that others go on in
        self.used = 0
        self.rows = Shared(np.zeros((0, WIDTH), np.uint16))
        self.next = Shared(np.zeros(0, np.uint32))  # by row the one it goes on in, 0 for none
        self.longer = BitMap()  # documents of which the row may go on

    def following(self, documents: int, numbers: int) -> "Table":
        """A table of at least as many documents with values below `numbers`, to be changed."""
        table = Table()
        table.room, table.used, table.longer = self.room, self.used, self.longer
        # Small numbers are counted faster.
        kind = np.uint16 if numbers <= 2**16 else np.uint32
        same = self.rows.array.dtype == kind
        table.rows = self.rows.handed_on() if same else Shared(self.rows.array.astype(kind))
        table.next = self.next.handed_on()
        if documents > self.room:
            more = documents + SPARE - self.room
            table.rows, table.next = (
                array.grown(self.room, more) for array in (table.rows, table.next)
            )
            table.next.array[table.next.array > 0] += more
            table.room += more
        return table

    def put(self, documents: Numbers, values: Values, fresh: Mask) -> None:
        """Give documents other values, the zeros behind."""
        self._forget(documents[fresh])
        rows, rest = documents, values
        while len(rows):
            part, rest = rest[:, :WIDTH], rest[:, WIDTH:]
            padded = np.zeros((len(rows), WIDTH), values.dtype)
            padded[:, : part.shape[1]] = part
            self.rows.put(rows, padded, fresh)
            goes_on = rest[:, :1].any(axis=1) | (self.next.array[rows] > 0)
            rows, rest, fresh = rows[goes_on], rest[goes_on], fresh[goes_on]
            last = self.next.array[rows] == 0
            self._add_rows(rows[last], fresh[last])
            rows = self.next.array[rows]
        longer = documents[self.next.array[documents] > 0]
        self.longer = self.longer | bitmaps.of_numbers(longer)

    def _add_rows(self, after: Numbers, fresh: Mask) -> None:
        places = np.arange(len(after), dtype=np.uint32) + self.room + self.used
        self.used += len(after)
        end = len(self.next.array)
        if self.room + self.used > end:
            more = self.room + self.used - end + SPARE
            self.rows, self.next = (array.grown(end, more) for array in (self.rows, self.next))
        self._forget(places)
        self.next.put(after, places, fresh)

    def _forget(self, rows: Numbers) -> None:
        """Where new rows go on: a version that was never finished may have written there."""
        self.next.put(rows, np.zeros(len(rows), np.uint32), np.ones(len(rows), np.bool_))

    def tally(self, documents: BitMap, values: int) -> NDArray[np.int64]:
        """How many of the documents have each value, by its number, all below `values`."""
        rows = [bitmaps.numbers(documents)]
        more = self.next.array.take(bitmaps.numbers(documents & self.longer))
        while len(more := more[more > 0]):
            rows.append(more)
            more = self.next.array.take(more)
        return self._counted(np.concatenate(rows), values)

    def _counted(self, rows: Numbers, values: int) -> NDArray[np.int64]:
        if len(rows) <= AT_ONCE:
            return np.bincount(self.rows.array.take(rows, axis=0).ravel(), minlength=values)
        found = np.zeros(values, np.int64)
        for start in range(0, len(rows), AT_ONCE):
            found += self._counted(rows[start : start + AT_ONCE], values)
        return found
