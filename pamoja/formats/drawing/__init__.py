"""Drawings as SVG text: pure, coloured by class only, with every word resolved by the caller."""
