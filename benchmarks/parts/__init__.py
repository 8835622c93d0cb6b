"""The parts of `./dev bench mesh`, each run in a process of its own: breakers and channels are a process's."""
