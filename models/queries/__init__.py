"""SELECTs that answer one question of one screen each; DataFrames are born here."""
