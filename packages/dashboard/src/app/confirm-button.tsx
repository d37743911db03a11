import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

interface ConfirmButtonProps {
  /** On the button, and on the one that confirms. */
  readonly text: string;
  /** What is asked. */
  readonly question: string;
  readonly children?: ComponentChildren;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
}

/** A button that asks before it does what can't be undone. The browser keeps the focus in the dialog, and gives it back. */
export function ConfirmButton({ text, question, children, disabled = false, onConfirm }: ConfirmButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  return (
    <>
      <button type="button" class="danger" disabled={disabled} onClick={() => dialog.current?.showModal()}>
        {text}
      </button>
      <dialog ref={dialog} aria-labelledby={headingId}>
        <form method="dialog">
          <h2 id={headingId}>{question}</h2>
          {children}
          <div class="actions">
            <button type="submit" class="quiet" autofocus>
              Go back
            </button>
            <button type="submit" class="danger" onClick={onConfirm}>
              {text}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
