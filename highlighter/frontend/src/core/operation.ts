/** What all operations have, whatever they are about. */
import type { AnnotationOperation, Operation, ReadingOperation, TalkOperation } from "./types.ts";

/** Whether it is about a passage. */
export function isAboutPassage(operation: Operation): operation is AnnotationOperation {
  return "annotation" in operation;
}

/** Whether it is about sentences that were read and cleared. */
export function isAboutSentences(operation: Operation): operation is ReadingOperation {
  return "reading" in operation;
}

/** Whether it is about something that is said. */
export function isAboutTalk(operation: Operation): operation is TalkOperation {
  return "comment" in operation || "thread" in operation;
}

/** The revision whose text it is about. */
export function revisionOf(operation: Operation): number {
  if (isAboutPassage(operation)) return operation.annotation.revision_id;
  if (isAboutSentences(operation)) return operation.reading.revision_id;
  return ("comment" in operation ? operation.comment : operation.thread).revision_id;
}

/** The passage that it is about, if it is about one and says so. */
export function passageOf(operation: Operation): string | undefined {
  if (isAboutPassage(operation)) return operation.annotation.id;
  return "comment" in operation ? operation.comment.annotation : undefined;
}

/**
 * What operations keep their order among: an annotation's own, all of a reading's sentences, or a thread's.
 * What waits for the person holds back whatever follows it on the same subject.
 */
export function subjectOf(operation: Operation): string {
  if (isAboutPassage(operation)) return operation.annotation.id;
  if (isAboutSentences(operation)) return `reading:${operation.reading.revision_id}`;
  return `thread:${"comment" in operation ? operation.comment.thread : operation.thread.id}`;
}

/** The ids of the operations that it was made upon; undefined where it does not say. */
export function madeUpon(operation: Operation): readonly string[] | undefined {
  return isAboutPassage(operation) || "comment" in operation ? operation.after : undefined;
}
