"""What operators look at: the queue, workers, schedules, failures, and whether this process is ready."""
