import { networkId } from './identifiers';

/** Where a task is put: its private address, availability zone and network interface. */
export interface Placement {
  /** `10.0.x.y` */
  address: string;
  availabilityZone: string;
  networkInterfaceId: string;
  macAddress: string;
}

/** The region's private addresses and zones. An address is given to one live task at a time and is not reused soon. */
export class Addresses {
  private readonly taken = new Set<string>();
  private next = 0;

  constructor(private readonly region: string) {}

  /**
   * @param zonesInUse the zones of the tasks that the new one should be spread away from.
   * @param host the zone of the instance that it is on, where it is on one.
   */
  take(zonesInUse: readonly string[], host?: string): Placement {
    const counts = ZONES.map((letter) => zonesInUse.filter((zone) => zone === this.region + letter).length);
    const zone = host ? Math.max(0, ZONES.indexOf(host.slice(-1))) : counts.indexOf(Math.min(...counts));
    const address = this.freeAddress(zone);
    this.taken.add(address);
    return {
      address,
      availabilityZone: host ?? this.region + (ZONES[zone] ?? 'a'),
      networkInterfaceId: networkId('eni'),
      macAddress: macOf(address),
    };
  }

  release(address: string): void {
    this.taken.delete(address);
  }

  private freeAddress(zone: number): string {
    for (;;) {
      const index = this.next++;
      const subnet = zone + ZONES.length * (Math.floor(index / HOSTS) % SUBNETS_A_ZONE);
      const address = `10.0.${subnet}.${FIRST_HOST + (index % HOSTS)}`;
      if (!this.taken.has(address)) return address;
    }
  }
}

const macOf = (address: string): string =>
  ['0a', ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0')), '01'].join(':');

const ZONES = ['a', 'b'];
/** The first four addresses of a subnet and its last are AWS's own. */
const FIRST_HOST = 4;
const HOSTS = 251;
const SUBNETS_A_ZONE = 128;
