import { containerOf } from './spec/real-tasks';
import { TaskPorts } from './task-ports';

describe('the ports of a task', () => {
  const ports = new TaskPorts([
    containerOf('app', [], { ports: [80, 8443] }),
    containerOf('db', [], { ports: [5432] }),
    containerOf('job', []),
  ]);
  ports.take([20_001, 20_002, 20_003, 20_004]);

  it('are one for each that is shown, and one for a container that shows none', () => {
    expect(['app', 'db', 'job'].map((name) => ports.of(name))).toEqual([20_001, 20_003, 20_004]);
    expect(ports.behind(8443)).toEqual({ container: 'app', port: 20_002 });
    expect(ports.behind(443)).toBeUndefined();
    expect(ports.environment('db')).toEqual({
      PORT: '20003',
      TASK_PORT_80: '20001',
      TASK_PORT_8443: '20002',
      TASK_PORT_5432: '20003',
    });
  });

  it.each([
    ['curl -f http://localhost/health || exit 1', 'curl -f http://127.0.0.1:20001/health || exit 1'],
    ['curl -fk "https://127.0.0.1:8443"', 'curl -fk "https://127.0.0.1:20002"'],
    ['postgres://app:pw@localhost:5432/app', 'postgres://app:pw@127.0.0.1:20003/app'],
    ['http://localhost:80;http://localhost:5432', 'http://127.0.0.1:20001;http://127.0.0.1:20003'],
    ['https://localhost/', 'https://localhost/'],
    ['http://localhost:3000/ http://localhost.example/ http://example:80/', undefined],
    ['http://127.0.0.1:20001/', undefined],
  ])('are found behind the task’s own address: %s', (text, local = text) => {
    expect(ports.local(text, '127.0.0.1')).toBe(local);
  });
});
