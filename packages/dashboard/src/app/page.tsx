import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PageProps {
  readonly title: string;
  /** Beside the title. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Until somebody has navigated, the focus is where the browser puts it. */
let hasNavigated = false;
addEventListener('hashchange', () => (hasNavigated = true));

/** One page: its heading has the focus once it is navigated to, so that a screen reader begins there. */
export function Page({ title, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Job queue`;
    if (!hasNavigated) return;
    heading.current?.focus();
    scrollTo(0, 0);
  }, [title]);
  return (
    <>
      <div class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div class="actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}
