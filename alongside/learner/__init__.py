"""What belongs to one learner: saved answers, settings, the hand-in."""
