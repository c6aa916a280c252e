"""The body of an answer does not wait until its headers were confirmed."""

import socket

from api.prompt_answers import answer_promptly


def test_whoever_is_accepted_is_answered_without_waiting_for_confirmation() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        answer_promptly()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
        assert listening.fileno() >= 0
