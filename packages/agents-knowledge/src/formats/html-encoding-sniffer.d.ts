/** The package brings no types. */
declare module "html-encoding-sniffer" {
  /** The name of the encoding that browsers would decode a document of HTML with. */
  export default function sniffEncoding(
    bytes: Uint8Array,
    options?: { readonly transportLayerEncodingLabel?: string; readonly defaultEncoding?: string },
  ): string;
}
