import { Component, type ReactNode } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';

function Failed() {
  const { shell } = useStrings();
  return (
    <div className="empty" role="alert">
      <p>{shell.viewFailed}</p>
      <Button onClick={() => location.reload()}>{shell.retry}</Button>
    </div>
  );
}

/** Keeps a view that fails, or whose code does not come, from taking the rest of the page with it. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children;
  }
}
