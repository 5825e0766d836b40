import { Component, type ReactNode } from 'react';
import { useSay } from './language.tsx';
import { Button, Notice } from './parts.tsx';

interface Props {
  /** Address of the page; going elsewhere is a fresh try. */
  at: string;
  children: ReactNode;
}

/**
 * Keeps a page that breaks from taking the whole screen with it. The usual cause is a tab left open
 * over an update: its next page is no longer on the server, and loading again is the cure.
 */
export class PageFailure extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.at !== this.props.at) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const say = useSay();
  return (
    <Notice tone="bad" title={say.t('page.failed')}>
      <div>
        <Button small onClick={() => window.location.reload()}>
          {say.t('page.reload')}
        </Button>
      </div>
    </Notice>
  );
}
