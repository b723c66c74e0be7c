import type { ImageCard } from "@flywheel/api/type";
import { messageOf, useRecord } from "@flywheel/host";
import { useSeen } from "@flywheel/telemetry/react";
import { EmptyState, ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { IconHeart } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { PictureGrid } from "./picture-grid.tsx";

/** What a query says: the pictures, or why they are not there. */
type PicturesQuery = {
  readonly data: readonly ImageCard[] | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
};

export type GalleryProps = {
  readonly kept: PicturesQuery;
  readonly drafts: PicturesQuery;
  readonly onOpen: (image: ImageCard) => void;
};

/** What was kept, and the drafts of this day apart from it. */
export function Gallery({ kept, drafts, onOpen }: GalleryProps) {
  const record = useRecord();
  const ref = useSeen(() => record("surface.viewed", { surface: "gallery" }));
  return (
    <>
      <div ref={ref}>
        <Panel title="Kept">
          <Pictures pictures={kept} label="Kept pictures" onOpen={onOpen}>
            <EmptyState icon={<IconHeart size={32} stroke={1.3} />} title="Nothing kept yet">
              Press Keep under a picture you like, and it stays here.
            </EmptyState>
          </Pictures>
        </Panel>
      </div>
      {drafts.data?.length === 0 ? null : (
        <Panel title="Drafts, kept for a day" lead="Everything you made today. Keep what you like; the rest goes away.">
          <Pictures pictures={drafts} label="Drafts" onOpen={onOpen}>
            {null}
          </Pictures>
        </Panel>
      )}
    </>
  );
}

type PicturesProps = {
  readonly pictures: PicturesQuery;
  readonly label: string;
  readonly onOpen: (image: ImageCard) => void;
  /** Shown when there is none. */
  readonly children: ReactNode;
};

function Pictures({ pictures, label, onOpen, children }: PicturesProps) {
  const { data, error, refetch, isFetching } = pictures;
  if (data) return data.length > 0 ? <PictureGrid label={label} images={data} onOpen={onOpen} /> : children;
  if (error) {
    return (
      <ErrorState title="They could not be loaded" onRetry={() => void refetch()} retrying={isFetching}>
        {messageOf(error)}
      </ErrorState>
    );
  }
  return <LoadingState label={`Loading: ${label}`} lines={1} height={140} />;
}
