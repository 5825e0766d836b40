import { useEffect, useState } from 'react';
import type { PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice } from '#ui/parts.tsx';
import { type FormChoices, PlanForm } from './PlanForm.tsx';
import type { useSolve } from './use-solve.ts';

interface Props extends FormChoices {
  inputs: PlanInputs;
  onChange: (change: Partial<PlanInputs>) => void;
  jump: { to: string; turn: number } | undefined;
  state: 'unsolved' | 'changed' | 'older' | 'solved';
  solving: ReturnType<typeof useSolve>;
  isRunning: boolean;
  onSolve: () => void;
  /** Drops what was typed and shows what the server holds. */
  onReload: () => void;
}

/** The form with its one button; on a phone it opens on demand and the button stays in reach. */
export function FormPanel(props: Props) {
  const say = useSay();
  const { solving } = props;
  const [open, setOpen] = useState(false);
  // A field somebody wants to change must be on the page.
  useEffect(() => {
    if (props.jump) setOpen(true);
  }, [props.jump]);
  return (
    <section className="panel plan-form" aria-label={say.t('plan.form')}>
      <div className="plan-form-head">
        <h2>{say.t('plan.form')}</h2>
        <Button
          small
          className="plan-form-toggle"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {say.t(open ? 'action.hide' : 'action.change')}
        </Button>
      </div>
      <div className={open ? 'plan-form-body' : 'plan-form-body plan-form-closed'}>
        <PlanForm
          options={props.options}
          names={props.names}
          inputs={props.inputs}
          onChange={props.onChange}
          jump={props.jump}
        />
      </div>
      <div className="plan-form-foot stack-s">
        {solving.isRefused && (
          <p className="field-error" role="alert">
            {say.t('form.errorSummary')}
          </p>
        )}
        {solving.error && (
          <>
            <ErrorNotice error={solving.error} />
            {solving.error.code === 'changed-meanwhile' && (
              <Button small onClick={props.onReload}>
                {say.t('plan.reload')}
              </Button>
            )}
          </>
        )}
        <div className="plan-foot-row">
          <span className="small" aria-live="polite">
            {say.t(`plan.state.${props.state}`)}{' '}
            {props.state === 'changed' && (
              <button type="button" className="table-row-button" onClick={props.onReload}>
                {say.t('plan.undoChanges')}
              </button>
            )}
          </span>
          <Button
            look="primary"
            disabled={solving.isBusy || props.isRunning}
            onClick={props.onSolve}
          >
            {say.t('plan.solve')}
          </Button>
        </div>
      </div>
    </section>
  );
}
