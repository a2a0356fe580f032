"""The network between a site and its servers, which can be cut: refused, hanging or reset."""

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum, auto
from typing import Any

PIECE = 65_536  # bytes


class Cut(Enum):
    """What happens to whoever connects."""

    REFUSED = auto()
    HANGING = auto()  # connections are taken, and nothing comes through
    RESET = auto()


class Network:
    """A port of its own for each server; what comes there is passed on."""

    def __init__(self, servers: Sequence[int]) -> None:
        """`servers` are ports of this machine."""
        self.ports: list[int] = []
        self._servers = servers
        self._loop = asyncio.new_event_loop()
        self._listening: list[asyncio.Server] = []
        self._connections: set[asyncio.StreamWriter] = set()
        self._passes = asyncio.Event()
        self._cut: Cut | None = None

    @property
    def url(self) -> str:
        """The addresses of all, as `ELASTICSEARCH_URL` takes them."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self.ports)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Pass on from the ports until the block ends."""
        thread = threading.Thread(target=self._loop.run_forever)
        thread.start()
        try:
            self.mend()
            yield
        finally:
            self._do(self._close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    def cut(self, how: Cut) -> None:
        """Let nothing through, on open connections neither."""
        self._do(self._begin(how))

    def mend(self) -> None:
        """Let everything through again."""
        self._do(self._listen())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _begin(self, how: Cut) -> None:
        self._cut = how
        self._passes.clear()
        if how is Cut.REFUSED:
            for server in self._listening:
                server.close()
            self._listening = []
        if how is not Cut.HANGING:
            for connection in list(self._connections):
                _reset(connection)

    async def _listen(self) -> None:
        self._cut = None
        self._passes.set()
        if self._listening:
            return
        ports = self.ports or [0] * len(self._servers)
        for server, port in zip(self._servers, ports, strict=True):
            self._listening.append(await self._passing_on(server, port))
        self.ports = [server.sockets[0].getsockname()[1] for server in self._listening]

    async def _passing_on(self, server: int, port: int) -> asyncio.Server:
        async def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._taken(server, reader, writer)

        return await asyncio.start_server(taken, "127.0.0.1", port)

    async def _taken(
        self, server: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._connections.add(writer)
        try:
            if self._cut is Cut.RESET:
                return
            # A server that does not run resets the connection, one that hangs lets it hang.
            with suppress(OSError):
                its_reader, its_writer = await asyncio.open_connection("127.0.0.1", server)
                await asyncio.wait(
                    [
                        asyncio.create_task(self._pass_on(reader, its_writer)),
                        asyncio.create_task(self._pass_on(its_reader, writer)),
                    ]
                )
        finally:
            self._connections.discard(writer)
            _reset(writer)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                await self._passes.wait()
                writer.write(piece)
                await writer.drain()
        writer.close()

    async def _close(self) -> None:
        await self._begin(Cut.REFUSED)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _reset(connection: asyncio.StreamWriter) -> None:
    own = connection.get_extra_info("socket")
    if own is not None and own.fileno() >= 0:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.transport.abort()
