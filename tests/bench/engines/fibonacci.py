"""Work for a processor."""


def fibonacci(number: int) -> int:
    """Return the number of Fibonacci's of that index, by calling itself."""
    return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)
