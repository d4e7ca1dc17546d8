import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import org.omegat.core.segmentation.Rule;
import org.omegat.core.segmentation.SRX;
import org.omegat.core.segmentation.Segmenter;
import org.omegat.util.Language;

/** Cuts lines of standard input (language, tab, text) with OmegaT's segmenter; a line holding U+0001 ends each. */
public class OmegatSegments {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        System.setOut(System.err);
        Segmenter segmenter = new Segmenter();
        segmenter.setSRX(SRX.getDefault());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split("\t", 2);
            Language language = new Language(parts[0]);
            for (String segment : segmenter.segment(language, parts[1], new ArrayList<StringBuilder>(), new ArrayList<Rule>())) {
                out.println(segment);
            }
            out.println("\u0001");
        }
        out.flush();
    }
}
