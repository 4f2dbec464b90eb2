import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { resolve } from 'node:path';

/** What a figure was taken on; without it the figure says nothing. */
export interface MachineDescription {
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly kernel: string;
  readonly node: string;
  readonly disk: Disk;
}

export interface Disk {
  readonly device: string;
  readonly file_system: string;
  readonly mount_options: string;
  /** False for a file system in memory, on which a flush costs nothing and proves nothing. */
  readonly durable: boolean;
}

export function describeMachine(folder: string): MachineDescription {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    kernel: `${type()} ${release()} ${arch()}`,
    node: process.version,
    disk: diskOf(folder),
  };
}

/** The lines a report begins with. */
export function machineLines(machine: MachineDescription): string[] {
  const { disk } = machine;
  const lines = [
    `CPU     ${machine.cpu}, ${machine.cores} cores`,
    `memory  ${(machine.memory / 2 ** 30).toFixed(1)} GiB`,
    `system  ${machine.kernel}, Node ${machine.node}`,
    `disk    ${disk.device}, ${disk.file_system} (${disk.mount_options})`,
  ];
  if (!disk.durable)
    lines.push('        THIS IS MEMORY, NOT A DISK: use --folder to choose a folder on a real one');
  return lines;
}

const UNKNOWN_DISK: Disk = { device: 'unknown', file_system: 'unknown', mount_options: '', durable: true };

/** The mount that holds the folder: the longest mount point that its path begins with. */
function diskOf(folder: string): Disk {
  const path = resolve(folder);
  let mounts: string;
  try {
    mounts = readFileSync('/proc/mounts', 'utf8');
  } catch {
    return UNKNOWN_DISK;
  }
  let found = UNKNOWN_DISK;
  let length = 0;
  for (const line of mounts.split('\n')) {
    const [device = '', point = '', file_system = '', mount_options = ''] = line.split(' ');
    const inside = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (point === '' || !inside || point.length < length) continue;
    length = point.length;
    found = {
      device,
      file_system,
      mount_options,
      durable: file_system !== 'tmpfs' && file_system !== 'ramfs',
    };
  }
  return found;
}
