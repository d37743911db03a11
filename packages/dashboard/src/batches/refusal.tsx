import type { BatchMemberView } from '@jobs/shared-contracts';

/** Why a job was refused: in the API’s own words, and at which of its fields. */
export function Refusal({ problem }: { readonly problem: NonNullable<BatchMemberView['problem']> }) {
  const { title, detail, errors = [] } = problem;
  if (errors.length === 0) return <span>{detail || title}</span>;
  return (
    <ul class="refusal">
      {errors.map(({ pointer, detail: fault }) => (
        <li key={`${pointer} ${fault}`}>
          <code>{pointer.replace(/^#\/?/, '') || 'the job'}</code> {fault}
        </li>
      ))}
    </ul>
  );
}
