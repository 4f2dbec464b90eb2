import '../shared/style.css';
import { render } from 'preact';

function OperatePage() {
  return (
    <main>
      <h1>Operate</h1>
    </main>
  );
}

render(<OperatePage />, document.body);
