/** What all operations have, whatever they are about. */
import type { AnnotationOperation, Operation, ReadingOperation } from "./types.ts";

/** Whether it is about a passage. */
export function isAboutPassage(operation: Operation): operation is AnnotationOperation {
  return "annotation" in operation;
}

/** Whether it is about sentences that were read and cleared. */
export function isAboutSentences(operation: Operation): operation is ReadingOperation {
  return "reading" in operation;
}

/** The revision whose text it is about. */
export function revisionOf(operation: Operation): number {
  return (isAboutPassage(operation) ? operation.annotation : operation.reading).revision_id;
}

/**
 * What operations keep their order among: an annotation's own, or all of a reading's sentences.
 * What waits for the person holds back whatever follows it on the same subject.
 */
export function subjectOf(operation: Operation): string {
  return isAboutPassage(operation) ? operation.annotation.id : `reading:${operation.reading.revision_id}`;
}

/** The ids of the operations that it was made upon; undefined where it does not say. */
export function madeUpon(operation: Operation): readonly string[] | undefined {
  return isAboutPassage(operation) ? operation.after : undefined;
}
