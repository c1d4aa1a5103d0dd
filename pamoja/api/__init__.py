"""The door of programs: records as JSON, by the key of a program, within the rights of its person."""
