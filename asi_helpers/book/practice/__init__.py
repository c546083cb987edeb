"""Quizzes and live exercises: questions, their numbers, answers of any kind, hints."""
