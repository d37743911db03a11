import { useEffect, useRef } from 'preact/hooks';
import type { FieldError } from '@jobs/client';
import { fieldId, type PlacedErrors } from './field-errors.ts';

interface ErrorSummaryProps {
  /** What can’t be done like this. */
  readonly title: string;
  /** Of the last try; another list is another try. */
  readonly errors: readonly FieldError[];
  readonly placed: PlacedErrors;
}

/** All that is wrong, before the form, with the way to each field. It has the focus after a try that failed. */
export function ErrorSummary({ title, errors, placed }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} class="problem" role="alert" tabIndex={-1}>
      <p>{title}</p>
      <ul>
        {[...placed].flatMap(([shownAt, list]) =>
          list.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {shownAt === '' ? (
                pointer.slice(1)
              ) : (
                <a href={`#${fieldId(shownAt)}`} onClick={(event) => goToField(event, shownAt)}>
                  {pointer.replace(/^#\/(input(\/|$))?/, '') || 'The input'}
                </a>
              )}{' '}
              {detail}
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

/** The fragment is the page's route: the link must not change it. */
function goToField(event: Event, pointer: string): void {
  event.preventDefault();
  const field = document.getElementById(fieldId(pointer));
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
