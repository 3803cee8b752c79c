"""Messages to the telephone or the mailbox somebody gave. Codes and reminders go out here, and nothing else."""
