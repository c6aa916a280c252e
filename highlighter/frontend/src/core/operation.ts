/** What all operations have, whatever they are about. */
import type { GoldOperation, RejectionOperation, SettlingOperation, UnclearOperation } from "./settle_types.ts";
import type { AnnotationOperation, Operation, ReadingOperation, TalkOperation } from "./types.ts";

/** Whether it is about a passage. */
export function isAboutPassage(operation: Operation): operation is AnnotationOperation {
  return "annotation" in operation;
}

/** Whether it is about sentences that were read and cleared. */
export function isAboutSentences(operation: Operation): operation is ReadingOperation {
  return "reading" in operation;
}

/** Whether it is a reviewer's own reading, rather than the settling of several. */
export function isOfReading(operation: Operation): operation is AnnotationOperation | ReadingOperation {
  return isAboutPassage(operation) || isAboutSentences(operation);
}

export function isAboutGold(operation: Operation): operation is GoldOperation {
  return "gold" in operation;
}

export function isRejection(operation: Operation): operation is RejectionOperation {
  return "rejection" in operation;
}

export function isAboutUnclear(operation: Operation): operation is UnclearOperation {
  return "unclear" in operation;
}

/** Whether it is about something that is said. */
export function isAboutTalk(operation: Operation): operation is TalkOperation {
  return "comment" in operation || "thread" in operation;
}

/** Whether it settles: gold, a rejection, or an unclear guideline. */
export function isSettling(operation: Operation): operation is SettlingOperation {
  return isAboutGold(operation) || isRejection(operation) || isAboutUnclear(operation);
}

/** The revision whose text it is about. */
export function revisionOf(operation: Operation): number {
  if (isAboutPassage(operation)) return operation.annotation.revision_id;
  if (isAboutSentences(operation)) return operation.reading.revision_id;
  if (isAboutTalk(operation)) return ("comment" in operation ? operation.comment : operation.thread).revision_id;
  if (isAboutGold(operation)) return operation.gold.revision_id;
  return isRejection(operation) ? operation.rejection.revision_id : operation.unclear.revision_id;
}

/** The passage that it is about, if it is about one and says so. */
export function passageOf(operation: Operation): string | undefined {
  if (isAboutPassage(operation)) return operation.annotation.id;
  return "comment" in operation ? operation.comment.annotation : undefined;
}

/**
 * What operations keep their order among: an annotation's own, or all of a reading's sentences.
 * What waits for the person holds back whatever follows it on the same subject.
 */
export function subjectOf(operation: Operation): string {
  if (isAboutPassage(operation)) return operation.annotation.id;
  if (isAboutSentences(operation)) return `reading:${operation.reading.revision_id}`;
  if (isAboutTalk(operation)) return `thread:${"comment" in operation ? operation.comment.thread : operation.thread.id}`;
  if (isAboutGold(operation)) return `gold:${operation.gold.id}`;
  return isRejection(operation) ? `rejection:${operation.rejection.annotation_id}` : `unclear:${operation.unclear.id}`;
}

/** The ids of the operations that it was made upon; undefined where it does not say. */
export function madeUpon(operation: Operation): readonly string[] | undefined {
  return isAboutPassage(operation) || "comment" in operation ? operation.after : undefined;
}
