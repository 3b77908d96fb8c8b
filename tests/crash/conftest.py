"""What the campaigns did is printed after the tests, passed or not: how many faults, of which kinds, and the seed that repeats them."""

import pytest

NAME = "campaign"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the reports of campaigns, those of other processes too."""
    reports = [report for key in ("passed", "failed") for report in terminalreporter.getreports(key)]
    lines = [line for report in reports for name, line in getattr(report, "user_properties", ()) if name == NAME]
    if lines:
        terminalreporter.section("faults")
        for line in lines:
            terminalreporter.write_line(str(line))
