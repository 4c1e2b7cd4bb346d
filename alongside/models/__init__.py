"""Teaching models of the body's opioid system: ordinary functions, standard library only."""
