import type { ImageCard } from "@flywheel/api/type";
import { useRecord } from "@flywheel/host";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { fileNameOf } from "./file-name.ts";

export function DownloadButton({ image }: { readonly image: ImageCard }) {
  const record = useRecord();
  return (
    <Button
      component="a"
      href={image.url}
      download={fileNameOf(image)}
      variant="default"
      leftSection={<IconDownload size={18} stroke={1.7} />}
      onClick={() => record("output.kept", { requestId: image.requestId, medium: "image", how: "downloaded" })}
    >
      Download
    </Button>
  );
}
