import { useState } from "react";
import type { ArtifactShape } from "./classify-field.ts";

/** Something from the artifact store: pictures are shown, everything else can be downloaded. */
export function ArtifactView({
  artifact: { artifact, mediaType, name = "Artifact" },
}: {
  readonly artifact: ArtifactShape;
}) {
  const [isMissing, setIsMissing] = useState(false);
  const address = `/api/artifacts/${encodeURIComponent(artifact)}`;
  if (isMissing) return <p className="value__none">{name} is not kept any more.</p>;
  if (!/^image\/(png|jpeg|webp)$/.test(mediaType))
    return (
      <p>
        <a href={address} download>
          {name}
        </a>{" "}
        <span className="value__muted">{mediaType}</span>
      </p>
    );
  return (
    <a className="value__picture" href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={name} loading="lazy" onError={() => setIsMissing(true)} />
    </a>
  );
}
