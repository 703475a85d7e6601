"""newsroom.toml: what may stand in it, and how it becomes settings. Pure: reads the file and the environment it is given."""
