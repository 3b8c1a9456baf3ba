import { useEffect, useState } from "react";
import { authorizedFetch } from "../../../api/connection.ts";
import type { ArtifactShape } from "./classify-field.ts";

/** Something from the artifact store: pictures are shown, everything else can be saved. */
export function ArtifactView({
  artifact: { artifact, mediaType, name = "Artifact" },
}: {
  readonly artifact: ArtifactShape;
}) {
  const { address, isMissing } = useArtifact(artifact);
  if (isMissing) return <p className="value__none">{name} is not kept any more.</p>;
  if (address === undefined) return <p className="value__none">Loading {name} …</p>;
  if (!/^image\/(png|jpeg|webp)$/.test(mediaType))
    return (
      <p>
        <a href={address} download={name}>
          Save {name}
        </a>{" "}
        <span className="value__muted">{mediaType}</span>
      </p>
    );
  return (
    <a className="value__picture" href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={name} />
    </a>
  );
}

/** An artifact under an address of this page: an `img` could not show the server the token that it asks for. */
function useArtifact(hash: string): { readonly address: string | undefined; readonly isMissing: boolean } {
  const [state, setState] = useState<{ readonly address?: string; readonly isMissing: boolean }>({
    isMissing: false,
  });
  useEffect(() => {
    const controller = new AbortController();
    let address: string | undefined;
    const load = async (): Promise<void> => {
      const response = await authorizedFetch(`/api/artifacts/${encodeURIComponent(hash)}`, {
        signal: controller.signal,
      });
      if (!response.ok) return setState({ isMissing: true });
      address = URL.createObjectURL(await response.blob());
      setState({ address, isMissing: false });
    };
    load().catch(() => controller.signal.aborted || setState({ isMissing: true }));
    return () => {
      controller.abort();
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [hash]);
  return { address: state.address, isMissing: state.isMissing };
}
